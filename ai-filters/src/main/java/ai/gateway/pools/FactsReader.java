package ai.gateway.pools;

import ai.gateway.exchange.Usage;
import ai.gateway.health.Checks;
import ai.gateway.models.Ability;
import ai.gateway.models.Fees;
import ai.gateway.models.ModelFacts;
import ai.gateway.models.ModelTable;
import ai.gateway.models.Prices;
import ai.gateway.models.Rates;
import ai.gateway.models.Usd;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
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
        Prices prices = new Prices(rates(at, said), List.of(), fees(at, said));
        return new ModelFacts(
                said.maxInput(), said.maxOutput(), Set.copyOf(said.can()), Set.copyOf(said.cannot()), prices);
    }

    private static Rates rates(String at, PoolsProperties.Facts said) {
        return new Rates(
                price(at + "input-price", said.inputPrice()),
                price(at + "output-price", said.outputPrice()),
                price(at + "cache-read-price", said.cacheReadPrice()),
                price(at + "cache-write-price", said.cacheWritePrice()),
                price(at + "cache-write-hour-price", said.cacheWriteHourPrice()),
                price(at + "reasoning-price", said.reasoningPrice()),
                price(at + "audio-input-price", said.audioInputPrice()),
                price(at + "audio-output-price", said.audioOutputPrice()),
                price(at + "image-input-price", said.imageInputPrice()),
                price(at + "image-output-price", said.imageOutputPrice()));
    }

    /** A search has one price here, whatever context it gives. */
    private static Fees fees(String at, PoolsProperties.Facts said) {
        long search = fee(at + "search-price", said.searchPrice());
        return new Fees(
                fee(at + "request-price", said.requestPrice()),
                fee(at + "image-price", said.imagePrice()),
                fee(at + "picture-price", said.picturePrice()),
                search,
                search,
                search,
                fee(at + "second-price", said.secondPrice()),
                fee(at + "character-price", said.characterPrice()));
    }

    private static void tokens(String name, long most) {
        Checks.that(name, most, most > 0 || most == Usage.ABSENT, "> 0");
    }

    private static long fee(String name, @Nullable BigDecimal ofOne) {
        return ofOne == null ? Usage.ABSENT : Checks.money(name, ofOne, Usd::of);
    }

    private static long price(String name, @Nullable BigDecimal ofMillion) {
        return ofMillion == null ? Usage.ABSENT : Checks.money(name, ofMillion, Usd::perMillion);
    }
}
