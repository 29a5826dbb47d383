package ai.gateway.judge;

import java.util.List;

/** Guards that the configuration defines by name. They stand beside those that are beans of their own. */
public record Guards(List<Guard> all) {

    public Guards {
        all = List.copyOf(all);
    }
}
