package ai.gateway.pii;

/** Days as ids have them, mostly without the century. */
final class Days {

    private static final int[] LENGTHS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Days() {}

    static boolean isDay(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= LENGTHS[month - 1];
    }

    /** {@code YYMMDD} from that index on. */
    static boolean isYearMonthDay(String id, int at) {
        return isDay(Checks.number(id, at + 2, at + 4), Checks.number(id, at + 4, at + 6));
    }

    /** {@code DDMMYY} from that index on. */
    static boolean isDayMonthYear(String id, int at) {
        return isDay(Checks.number(id, at + 2, at + 4), Checks.number(id, at, at + 2));
    }

    /** {@code YYYYMMDD} from that index on, of somebody who may live. */
    static boolean isFullDate(String id, int at) {
        int century = Checks.number(id, at, at + 2);
        return (century == 18 || century == 19 || century == 20) && isYearMonthDay(id, at + 2);
    }
}
