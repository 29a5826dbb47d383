package ai.gateway.injection;

/** Letters of other alphabets that are drawn like Latin ones. */
final class Lookalikes {

    private static final String OTHERS = "авеёкмнопрстухіїјѕԁԛԝһӏґгьαβεηικνορτυχωϲϳγδσζᴀᴄᴅᴇꜰᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢɡɑɩʟɴʀɪʏɢʙʜ";
    private static final String LATIN = "abeekmhonpctyxiijsdqwhlrrbabenikvoptuxwcjydozacdefjkmoptuvwzgailnriygbh";

    private static final char FIRST = 0x80;
    private static final char[] TABLE = table();

    private Lookalikes() {}

    /** The Latin letter that looks so; what is none, as it is. */
    static char latin(char letter) {
        return letter < FIRST ? letter : TABLE[letter];
    }

    private static char[] table() {
        char[] all = new char[Character.MAX_VALUE + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = (char) i;
        }
        for (int i = 0; i < OTHERS.length(); i++) {
            all[OTHERS.charAt(i)] = LATIN.charAt(i);
        }
        return all;
    }
}
