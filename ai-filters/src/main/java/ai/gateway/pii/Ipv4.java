package ai.gateway.pii;

/** Addresses of four numbers. */
final class Ipv4 implements Recogniser {

    private static final int NUMBERS = 4;

    @Override
    public void look(Text text, int at, Finds finds) {
        int end = end(text, at);
        boolean partBefore = text.at(at - 1) == '.' && text.isDigitAt(at - 2);
        if (end < 0 || partBefore) {
            return;
        }
        boolean version = text.at(at - 1) == '/' && text.isWordAt(at - 2);
        boolean section = end - at < 2 * NUMBERS;
        finds.add(Entity.IP, version || section ? Strength.WEAK : Strength.CLEAR, at, end);
    }

    /** Index behind the address that begins there; -1 where none does. */
    static int end(Text text, int start) {
        int at = start;
        for (int i = 0; i < NUMBERS; i++) {
            int end = text.digitsEnd(at);
            if (!isByte(text, at, end)) {
                return -1;
            }
            boolean last = i == NUMBERS - 1;
            if (!last && text.at(end) != '.') {
                return -1;
            }
            at = last ? end : end + 1;
        }
        boolean goesOn = text.isWordAt(at) || (text.at(at) == '.' && text.isDigitAt(at + 1));
        return goesOn ? -1 : at;
    }

    private static boolean isByte(Text text, int start, int end) {
        int length = end - start;
        if (length == 0 || length > 3 || (length > 1 && text.at(start) == '0')) {
            return false;
        }
        return Integer.parseInt(text.slice(start, end)) <= 255;
    }
}
