package ai.gateway.hooks;

/** Is told of a budget's thresholds, off the event loops. */
interface BudgetListener {
    void told(BudgetEvent event);
}
