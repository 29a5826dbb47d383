package ai.gateway.pools;

import ai.gateway.exchange.Usage;
import ai.gateway.models.Ability;
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
        written.forEach((model, said) -> {
            Checks.that("model-facts." + model, "no provider", model.indexOf('/') > 0, "provider/model");
            facts.put(model, facts("model-facts." + model + ".", said));
        });
        return facts.isEmpty() ? builtIn : builtIn.with(facts);
    }

    /** @param at where it is written, with a dot behind */
    static ModelFacts facts(String at, PoolsProperties.Facts said) {
        tokens(at + "max-input", said.maxInput());
        tokens(at + "max-output", said.maxOutput());
        for (Ability ability : said.cannot()) {
            Checks.that(at + "cannot", ability, !said.can().contains(ability), "none that it can, too");
        }
        Rates rates =
                Rates.of(price(at + "input-price", said.inputPrice()), price(at + "output-price", said.outputPrice()));
        return new ModelFacts(
                said.maxInput(), said.maxOutput(), Set.copyOf(said.can()), Set.copyOf(said.cannot()), Prices.of(rates));
    }

    private static void tokens(String name, long most) {
        Checks.that(name, most, most > 0 || most == Usage.ABSENT, "> 0");
    }

    private static long price(String name, @Nullable BigDecimal ofMillion) {
        return ofMillion == null ? Usage.ABSENT : Checks.money(name, ofMillion, Usd::perMillion);
    }
}
