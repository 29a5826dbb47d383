package ai.gateway.keys;

import ai.gateway.access.Amounts;
import ai.gateway.access.KeyForm;
import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What may be written of keys. Read by {@link KeysReader}; the annotation is there for the metadata that editors read.
 *
 * @param keys Who may call: keys with names, and what each of them may do.
 * @param keysSecret Under which digests of keys are made. Keys that are stored elsewhere need one, the same for all replicas.
 * @param owners What may be used by those to whom keys belong, by path: customer, customer/team, customer/team/project.
 * @param keyStore How keys are read that are stored elsewhere. Read once, at the start.
 * @param jwt How tokens that Spring Security has checked stand in for keys.
 */
@ConfigurationProperties("ai.gateway")
record KeysProperties(
        @DefaultValue List<Key> keys,
        @DefaultValue("") String keysSecret,
        @DefaultValue Map<String, Owner> owners,
        @DefaultValue Store keyStore,
        @Nullable Jwt jwt) {

    /**
     * What may be written of one key.
     *
     * @param name As people call it; in logs, metrics and accounts.
     * @param value What the client shows.
     * @param previous What it has shown before, while it is replaced.
     * @param previousUntil Until when that is taken, too: a date or a time.
     * @param owner Whose it is, such as customer/team/project.
     * @param models Which models it may ask: patterns of provider/model, of model names, of aliases and pools.
     * @param operations What it may ask: chat, embeddings and so on.
     * @param providers Patterns of providers that it may ask.
     * @param routes Patterns of routes that it may take.
     * @param addresses From where it is taken: addresses and ranges such as 10.0.0.0/8.
     * @param expires When it is not taken any more: a date, of which it is the last, or a time.
     * @param disabled Whether it is not taken at all.
     * @param tags What else is to be known of it.
     * @param defaults Parameters of chats where the client sets none: name=value by comma, or a JSON object.
     * @param overrides Parameters of chats whatever the client sets: name=value by comma, or a JSON object.
     * @param providerKeys By provider: the caller's own key, shown in the place of the gateway's.
     * @param requests How many: 100 / 1m.
     * @param tokens How many: 1000000 / 1d, or 1000000 input / 1d.
     * @param concurrent How many calls at the same time.
     * @param budget How much money: 100 USD / 30d.
     */
    record Key(
            @DefaultValue("") String name,
            @DefaultValue("") String value,
            @DefaultValue("") String previous,
            @DefaultValue("") String previousUntil,
            @DefaultValue("") String owner,
            @DefaultValue List<String> models,
            @DefaultValue List<Operation> operations,
            @DefaultValue List<String> providers,
            @DefaultValue List<String> routes,
            @DefaultValue List<String> addresses,
            @DefaultValue("") String expires,
            @DefaultValue("false") boolean disabled,
            @DefaultValue Map<String, String> tags,
            @DefaultValue("") String defaults,
            @DefaultValue("") String overrides,
            @DefaultValue Map<String, String> providerKeys,
            @DefaultValue List<String> requests,
            @DefaultValue List<String> tokens,
            @DefaultValue List<String> concurrent,
            @DefaultValue List<String> budget) {

        static Key of(KeyForm form) {
            Amounts amounts = form.amounts();
            return new Key(
                    form.name(),
                    "",
                    "",
                    "",
                    form.owner(),
                    form.models(),
                    form.operations(),
                    form.providers(),
                    form.routes(),
                    form.addresses(),
                    form.expires(),
                    form.disabled(),
                    form.tags(),
                    form.defaults(),
                    form.overrides(),
                    form.providerKeys(),
                    amounts.requests(),
                    amounts.tokens(),
                    amounts.concurrent(),
                    amounts.budget());
        }

        /** Of the keys of providers, only whose they are. */
        KeyForm form() {
            Map<String, String> hidden = new HashMap<>();
            providerKeys.forEach((provider, secret) -> hidden.put(provider, ""));
            return new KeyForm(
                    name.strip(),
                    owner.strip(),
                    models,
                    operations,
                    providers,
                    routes,
                    addresses,
                    expires,
                    disabled,
                    tags,
                    defaults,
                    overrides,
                    hidden,
                    amounts());
        }

        Amounts amounts() {
            return new Amounts(requests, tokens, concurrent, budget);
        }

        /** Nothing of its secrets. */
        @Override
        public String toString() {
            return "Key[" + name + "]";
        }
    }

    /**
     * What may be used by all keys of an owner together.
     *
     * @param requests How many: 100 / 1m.
     * @param tokens How many: 1000000 / 1d, or 1000000 input / 1d.
     * @param concurrent How many calls at the same time.
     * @param budget How much money: 100 USD / 30d.
     */
    record Owner(
            @DefaultValue List<String> requests,
            @DefaultValue List<String> tokens,
            @DefaultValue List<String> concurrent,
            @DefaultValue List<String> budget) {

        Amounts amounts() {
            return new Amounts(requests, tokens, concurrent, budget);
        }
    }

    /**
     * How stored keys are read.
     *
     * @param enabled Whether keys are read that were made by the admin API. Without a word: where this gateway has that API.
     * @param poll How often it is looked whether they have changed.
     * @param keep For how long those that are known are taken when the store is lost.
     */
    record Store(
            @Nullable Boolean enabled,
            @DefaultValue("500ms") Duration poll,
            @DefaultValue("5m") Duration keep) {}

    /**
     * Which claims of a token say what of its bearer.
     *
     * @param name The claim that is taken for the name of a key.
     * @param owner The claim that says to whom the bearer belongs; without it, to nobody.
     * @param models The claim that lists which models may be asked; without it, all of them.
     * @param tags Claims that become tags.
     */
    record Jwt(
            @DefaultValue("sub") String name,
            @DefaultValue("") String owner,
            @DefaultValue("") String models,
            @DefaultValue List<String> tags) {}

    /** Nothing of its secrets. */
    @Override
    public String toString() {
        return "KeysProperties[" + keys.size() + " keys]";
    }
}
