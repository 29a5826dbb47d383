package ai.gateway.dialect.gemini;

import ai.gateway.dialect.CallIds;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls of a conversation as it is read: a result belongs to the call of its id, or else to the first one of its name
 * that has no result yet. Ids are optional here and nowhere else, so calls without one get one.
 */
final class ConversationCalls {

    private static final String MADE_UP = "gemini-call-";

    private final List<Call> calls = new ArrayList<>();

    /** Whether it was made up, and means nothing to the API. */
    static boolean isMadeUp(String id) {
        return id.startsWith(MADE_UP);
    }

    /** The id of a call in an answer, which is to differ from those of all other answers. */
    static String idOf(String answer, int choice, int ordinal) {
        return MADE_UP + CallIds.fit(answer + ' ' + choice + ' ' + ordinal, 0).substring("call_".length());
    }

    String called(@Nullable String id, String name) {
        String known = id == null || id.isEmpty() ? MADE_UP + calls.size() : id;
        calls.add(new Call(known, name));
        return known;
    }

    String answered(@Nullable String id, String name) {
        Call call = find(id == null ? "" : id, name);
        if (call != null) {
            call.answered = true;
            return call.id;
        }
        return id == null || id.isEmpty() ? MADE_UP + "of-" + name : id;
    }

    private @Nullable Call find(String id, String name) {
        for (Call call : calls) {
            if (call.id.equals(id)) {
                return call;
            }
        }
        for (Call call : calls) {
            if (!call.answered && call.name.equals(name) && (id.isEmpty() || isMadeUp(call.id))) {
                return call;
            }
        }
        return null;
    }

    private static final class Call {

        private final String id;
        private final String name;
        private boolean answered;

        Call(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
