package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What has come of looking whether the audit is as it was written.
 *
 * @param checked how many deeds were looked at
 * @param brokenAt the id of the first that is not what it was; 0 where none is, or it is missing
 * @param why what is wrong; null where all is well
 * @param headId the last one's; 0 where there is none
 * @param headHash its hash
 */
public record Verified(
        long checked, long brokenAt, @Nullable String why, long headId, String headHash) {

    /**
     * A deed that was noted elsewhere.
     *
     * @param id its own
     * @param hash that it had
     */
    public record Anchor(long id, String hash) {

        /** @param written such as {@code 17:9f86…}, the id and the hash */
        public static Anchor of(String written) {
            int colon = written.indexOf(':');
            try {
                long id = Long.parseLong(written.substring(0, Math.max(0, colon)));
                String hash = written.substring(colon + 1);
                if (DeedChain.isHash(hash)) {
                    return new Anchor(id, hash);
                }
            } catch (NumberFormatException noNumber) {
                // told below
            }
            throw new IllegalArgumentException(
                    "anchor: " + written + " (expected: an id, a colon, and the 64 digits of a hash)");
        }
    }

    public boolean intact() {
        return why == null;
    }
}
