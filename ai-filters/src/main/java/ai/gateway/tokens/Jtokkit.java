package ai.gateway.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** The one class that knows jtokkit, which a host may not have. */
final class Jtokkit {

    private Jtokkit() {}

    /** Takes some hundred milliseconds, to read the vocabulary. */
    static Tokenizer load(Vocabulary vocabulary) {
        Encoding encoding = Encodings.newLazyEncodingRegistry()
                .getEncoding(
                        switch (vocabulary) {
                            case O200K -> EncodingType.O200K_BASE;
                            case CL100K -> EncodingType.CL100K_BASE;
                        });
        return encoding::countTokensOrdinary;
    }
}
