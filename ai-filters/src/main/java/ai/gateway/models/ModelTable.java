package ai.gateway.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What is known of the models of all providers. Never changes; safe for all threads. Equal to one that says the same. */
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

    /**
     * A name for the prices in force: it changes when one of them does. What is behind the plus stands for what lies over the
     * built-in ones.
     */
    public String version() {
        return own.isEmpty() ? builtIn.version() : builtIn.version() + "+" + hash(own);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelTable table && builtIn.equals(table.builtIn) && own.equals(table.own);
    }

    @Override
    public int hashCode() {
        return own.hashCode();
    }

    private static String hash(List<OwnFacts> own) {
        CRC32 sum = new CRC32();
        own.forEach(facts -> sum.update(facts.priced().getBytes(UTF_8)));
        return BuiltInFacts.hex(sum);
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
