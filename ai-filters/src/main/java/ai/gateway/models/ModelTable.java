package ai.gateway.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What is known of the models of all providers. Never changes; safe for all threads. */
public final class ModelTable {

    private final BuiltInFacts builtIn;

    /** The least specific first. */
    private final List<OwnFacts> own;

    private final Memo memo = new Memo();

    private ModelTable(BuiltInFacts builtIn, List<OwnFacts> own) {
        this.builtIn = builtIn;
        this.own = own;
    }

    /** The built-in facts. The first call reads them from the class path; it is not for an event loop. */
    public static ModelTable load() {
        return new ModelTable(Loaded.FACTS, List.of());
    }

    /**
     * @param provider as the catalogue of providers calls it
     * @param model as the provider calls it
     */
    public ModelFacts find(String provider, String model) {
        ModelFacts known = memo.get(provider, model);
        if (known == null) {
            known = facts(provider, model);
            memo.put(provider, model, known);
        }
        return known;
    }

    /**
     * The same table with other facts over its own, field by field.
     *
     * @param facts by {@code provider/model}, in which {@code *} is any run of characters. Where several hold, they are laid
     *     over one another, the one with more letters above
     */
    public ModelTable with(Map<String, ModelFacts> facts) {
        List<OwnFacts> more = new ArrayList<>();
        facts.forEach((pattern, said) -> more.add(new OwnFacts(pattern, said)));
        Collections.sort(more);
        more.addAll(0, own);
        return new ModelTable(builtIn, List.copyOf(more));
    }

    private ModelFacts facts(String provider, String model) {
        ModelFacts facts = builtIn.find(provider, model);
        for (OwnFacts ownFacts : own) {
            if (ownFacts.matches(provider, model)) {
                facts = ownFacts.facts().over(facts);
            }
        }
        return facts;
    }

    /** Read by whoever first asks. */
    private static final class Loaded {
        private static final BuiltInFacts FACTS = TableFile.read();
    }
}
