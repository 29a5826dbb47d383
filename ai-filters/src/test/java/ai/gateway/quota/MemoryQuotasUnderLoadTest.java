package ai.gateway.quota;

import java.util.List;

class MemoryQuotasUnderLoadTest extends QuotasUnderLoadContract {

    private final MemoryQuotas quotas = new MemoryQuotas(() -> 1_900_000_000_000L);

    @Override
    protected List<Quotas> gateways() {
        return List.of(quotas);
    }
}
