package ai.gateway.mask;

import ai.gateway.access.KeyHash;
import ai.gateway.scan.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * What a route says of its mask.
 *
 * @param naming who finds names in requests beside the scanner; null for nobody
 * @param hash by which names are the same in all of a conversation; null for names that are numbers
 * @param answers whether what a model says of its own is hidden, too
 * @param readsAll whether a request with something in it that cannot be read is refused
 */
record MaskRules(
        Scanner scanner,
        @Nullable Naming naming,
        Mode mode,
        @Nullable KeyHash hash,
        boolean answers,
        boolean readsAll) {

    /** What becomes of what is found. */
    enum Mode {
        /** A name stands in its place; where the answer has the name, the client reads what it stands for. */
        RESTORE,
        /** A name stands in its place, also in the answer. */
        KEEP,
        /** It is gone for good. */
        REDACT,
        /** Something of the same kind stands in its place, which belongs to nobody; it is put back as a name is. */
        SYNTHETIC,
        /** The request is refused. */
        BLOCK
    }
}
