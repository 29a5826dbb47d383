package ai.gateway.plug;

import ai.gateway.pipeline.Stage;
import ai.gateway.pipeline.TextFlow;

import java.util.function.Supplier;

/** What changes or judges the texts of answers: a new flow for each. */
public record FlowStage(Supplier<TextFlow> flows) implements Stage {

    @Override
    public Need need() {
        return Need.TEXTS;
    }

    @Override
    public TextFlow flow() {
        return flows.get();
    }
}
