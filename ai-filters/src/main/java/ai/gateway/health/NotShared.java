package ai.gateway.health;

import java.util.function.Consumer;

final class NotShared implements SharedHealth {

    @Override
    public void tell(Finding finding) {}

    @Override
    public void onTold(Consumer<Finding> listener) {}
}
