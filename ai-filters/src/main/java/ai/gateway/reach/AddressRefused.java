package ai.gateway.reach;

/** The gateway may not call there. */
public final class AddressRefused extends RuntimeException {

    AddressRefused(String what) {
        super(what + " (expected: a public address, or one of ai.gateway.address-guard.allow)", null, false, false);
    }
}
