package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What somebody did: mostly, why a document changes, and kept with the change.
 *
 * @param who did it
 * @param action such as {@code key.create}
 * @param address from where
 * @param was what was there before, as JSON that anybody may see; null where there was nothing
 * @param became what is there now; null where there is nothing
 */
public record Deed(
        String who,
        String action,
        String address,
        @Nullable String was,
        @Nullable String became) {

    public Deed {
        who = Texts.kept(who);
        action = Texts.kept(action);
        address = Texts.kept(address);
    }

    /**
     * When it was done, to what.
     *
     * @param at in milliseconds since 1970
     * @param subject the document's id, or what else it was done to
     */
    public record Done(long at, String subject, Deed deed) {}

    /**
     * As it is kept.
     *
     * @param id the version that it made, of a document where it was one
     * @param at in milliseconds since 1970
     * @param subject the document's id, or what else it was done to
     * @param hash of this and, by theirs, of all before it; null where an older gateway wrote it
     */
    public record Kept(
            long id,
            long at,
            String subject,
            Deed deed,
            @Nullable String hash) {}
}
