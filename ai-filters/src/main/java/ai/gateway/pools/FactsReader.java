package ai.gateway.pools;

import ai.gateway.models.ModelFacts;
import ai.gateway.models.ModelTable;
import ai.gateway.models.Prices;
import ai.gateway.models.Rates;
import ai.gateway.models.Usd;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What somebody says of models, over what is built in. */
final class FactsReader {

    private FactsReader() {}

    static ModelTable table(ModelTable builtIn, Map<String, PoolsProperties.Facts> written) {
        Map<String, ModelFacts> facts = new LinkedHashMap<>();
        written.forEach((model, said) -> facts.put(model, facts("model-facts." + model + ".", said)));
        return facts.isEmpty() ? builtIn : builtIn.with(facts);
    }

    /** @param at where it is written, with a dot behind */
    static ModelFacts facts(String at, PoolsProperties.Facts said) {
        try {
            return new ModelFacts(
                    said.maxInput(),
                    said.maxOutput(),
                    Set.copyOf(said.can()),
                    Set.copyOf(said.cannot()),
                    Prices.of(Rates.of(price(said.inputPrice()), price(said.outputPrice()))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + e.getMessage(), e);
        }
    }

    private static long price(@Nullable BigDecimal ofMillion) {
        return ofMillion == null ? -1 : Usd.perMillion(ofMillion.toPlainString());
    }
}
