package ai.gateway.dialect.gemini;

import ai.gateway.dialect.CallIds;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The calls of a conversation as it is read: a result belongs to the call of its id, or else to the first one of its name
 * that has no result yet. Ids are optional here and nowhere else, so calls without one get one.
 */
final class ConversationCalls {

    private static final String MADE_UP = "gemini-call-";

    private final Map<String, Call> byId = new HashMap<>();
    private final Map<String, Deque<Call>> byName = new HashMap<>();
    private final Map<String, Deque<Call>> withoutId = new HashMap<>();
    private int count;

    /** Whether it was made up, and means nothing to the API. */
    static boolean isMadeUp(String id) {
        return id.startsWith(MADE_UP);
    }

    /** The id of a call in an answer, which is to differ from those of all other answers. */
    static String idOf(String answer, int choice, int ordinal) {
        return MADE_UP + CallIds.fit(answer + ' ' + choice + ' ' + ordinal, 0).substring("call_".length());
    }

    String called(@Nullable String id, String name) {
        String known = id == null || id.isEmpty() ? MADE_UP + count : id;
        count++;
        Call call = new Call(known);
        byId.putIfAbsent(known, call);
        byName.computeIfAbsent(name, key -> new ArrayDeque<>()).add(call);
        if (isMadeUp(known)) {
            withoutId.computeIfAbsent(name, key -> new ArrayDeque<>()).add(call);
        }
        return known;
    }

    String answered(@Nullable String id, String name) {
        boolean unsaid = id == null || id.isEmpty();
        Call call = unsaid ? null : byId.get(id);
        if (call == null) {
            call = next((unsaid ? byName : withoutId).get(name));
        }
        if (call != null) {
            call.answered = true;
            return call.id;
        }
        return id == null || id.isEmpty() ? MADE_UP + "of-" + name : id;
    }

    private static @Nullable Call next(@Nullable Deque<Call> calls) {
        Call first = calls == null ? null : calls.poll();
        while (calls != null && first != null && first.answered) {
            first = calls.poll();
        }
        return first;
    }

    private static final class Call {

        private final String id;
        private boolean answered;

        Call(String id) {
            this.id = id;
        }
    }
}
