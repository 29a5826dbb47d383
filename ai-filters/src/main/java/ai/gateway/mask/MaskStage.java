package ai.gateway.mask;

import ai.gateway.pipeline.Stage;
import ai.gateway.pipeline.TextFlow;

import java.util.function.Supplier;

/** The way back of a mask. */
record MaskStage(Supplier<TextFlow> flows) implements Stage {

    @Override
    public Need need() {
        return Need.TEXTS;
    }

    @Override
    public TextFlow flow() {
        return flows.get();
    }
}
