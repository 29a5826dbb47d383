package ai.gateway.app.admin;

/** On one H2 in memory. */
class KeysOfTwoGatewaysTest extends KeysOfTwoGatewaysContract {

    @Override
    String url() {
        return AdminBench.memory("two-gateways");
    }
}
