package ai.gateway.meter;

import java.util.Locale;

/** Where a cost comes from. */
public enum Origin {
    /** From the price list, or from settings that have for free what the list does not know. */
    LIST,
    /** From the provider itself. */
    REPORTED,
    /** From nowhere: something has no price. What has one is in it. */
    UNPRICED,
    /** Nothing was used. */
    NONE;

    /** As the ledger calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
