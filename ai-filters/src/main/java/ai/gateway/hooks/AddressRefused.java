package ai.gateway.hooks;

/** The gateway may not call there. */
final class AddressRefused extends RuntimeException {

    AddressRefused(String what) {
        super(what + " (expected: a public address, or one of ai.gateway.address-guard.allow)", null, false, false);
    }
}
