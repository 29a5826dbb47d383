package ai.gateway.pipeline;

/**
 * Is told of the exchanges that AI filters or the terminal work on: of each when it begins, and when all is over and settled. On
 * event loops, so that it must not wait; what it throws is logged, and changes nothing.
 */
public interface Witness {

    default void began(AiExchange exchange) {}

    void ended(AiExchange exchange, Chronicle chronicle);
}
