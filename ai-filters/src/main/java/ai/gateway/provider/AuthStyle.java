package ai.gateway.provider;

/** How a provider wants to be shown a credential. */
public enum AuthStyle {
    /** {@code Authorization: Bearer …} */
    BEARER,
    /** {@code x-api-key: …} */
    X_API_KEY,
    /** {@code x-goog-api-key: …} */
    X_GOOG_API_KEY,
    /** {@code api-key: …} */
    API_KEY,
    /** {@code ?key=…} */
    QUERY,
    /** Nothing: a server of one's own. */
    NONE,
    /** Signed requests (AWS); needs a {@link Signer} on the class path. */
    SIGV4,
    /** Short-lived tokens that somebody must fetch; needs a {@link Signer} on the class path. */
    OAUTH,
    /** Short-lived tokens of Microsoft Entra ID; needs a {@link Signer}, or an {@code api-key} in their place. */
    ENTRA;

    /** Whether a plain key is all it takes. */
    public boolean isKey() {
        return this != NONE && !isSigned();
    }

    /** Whether a {@link Signer} makes the credential of each request. */
    public boolean isSigned() {
        return this == SIGV4 || this == OAUTH || this == ENTRA;
    }
}
