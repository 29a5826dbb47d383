package ai.gateway.dialect.openai;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Modality;
import org.jspecify.annotations.Nullable;

/** The kinds of parts that a message may have, by the names of the format; not every provider takes them all. */
final class PartKinds {

    private PartKinds() {}

    /** Whether there is a part for it; what there is none for is noted. */
    static boolean takes(Content content, Traits traits, Dropped dropped) {
        String lost = null;
        if (content instanceof Content.Foreign foreign) {
            lost = foreign.dialect().equals(OpenAiDialect.ID) ? null : foreign.type();
        } else if (content instanceof Content.Media media) {
            lost = lost(media, traits);
        }
        dropped.note("messages." + lost, lost != null);
        return lost == null;
    }

    private static @Nullable String lost(Content.Media media, Traits traits) {
        if (media.kind() == Modality.IMAGE && media.source().kind() == Source.Kind.UPLOADED) {
            return "image";
        }
        String kind = kind(media);
        return traits.has("content=" + kind) ? null : kind;
    }

    /** OpenAI knows no films, and sounds only in person; servers of open models do. */
    private static String kind(Content.Media media) {
        return switch (media.kind()) {
            case IMAGE -> "image_url";
            case AUDIO -> media.source().kind() == Source.Kind.BASE64 ? "input_audio" : "audio_url";
            case VIDEO -> "video_url";
            case FILE, TEXT -> media.source().kind() == Source.Kind.PLAIN ? "text" : "file";
        };
    }
}
