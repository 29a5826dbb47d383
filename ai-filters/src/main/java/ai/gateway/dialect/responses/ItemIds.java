package ai.gateway.dialect.responses;

import ai.gateway.dialect.Asked;

/** Ids of responses and items that another dialect's provider has answered with, and so has given none that are valid here. */
final class ItemIds {

    private static final String MARK = "_aig1_";
    private static final int LONGEST = 40;

    private ItemIds() {}

    /** @param kind what ids of such things begin with, such as {@code msg} */
    static String of(String kind, Asked asked, int position) {
        return response(kind, asked) + "_" + position;
    }

    static String response(Asked asked) {
        return response("resp", asked);
    }

    private static String response(String kind, Asked asked) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < asked.id().length() && plain.length() < LONGEST; i++) {
            char c = asked.id().charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                plain.append(c);
            }
        }
        return kind + MARK + plain;
    }

    /** Whether no provider knows it. */
    static boolean isMade(String id) {
        return id.contains(MARK);
    }
}
