package ai.gateway.pii;

/** Names for many entities at once. */
public enum Group {
    CONTACT,
    FINANCE,
    NETWORK,
    PERSON,
    DOCUMENT,
    HEALTH,
    NATIONAL_ID,
    BUSINESS_ID
}
