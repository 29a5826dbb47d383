package ai.gateway.pii;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

import java.util.List;

/** What libphonenumber knows of all countries' numbers. The one class that needs it. */
final class PhoneLibrary {

    /** All numbers of North America have as many; a 1 may stand before them. The library would ask more of them first. */
    private static final int AMERICAN_DIGITS = 10;

    private static final int AMERICA = 1;

    private final PhoneNumberUtil util = ready();
    private final List<String> regions;

    PhoneLibrary(List<String> regions) {
        for (String region : regions) {
            if (!util.getSupportedRegions().contains(region)) {
                throw new IllegalArgumentException(
                        "regions: " + region + " (expected: codes of countries in capitals, such as US)");
            }
        }
        this.regions = regions;
    }

    /** All that it knows of countries is read now, and not when somebody waits for the first number of one. */
    private static PhoneNumberUtil ready() {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        util.getSupportedRegions().forEach(util::getCountryCodeForRegion);
        util.getSupportedGlobalNetworkCallingCodes().forEach(util::getExampleNumberForNonGeoEntity);
        return util;
    }

    /** Whether that is a number of some country as it is dialled in one of the regions, or with the country's code. */
    boolean isValid(String number) {
        long digits = number.chars().filter(c -> Text.isDigit((char) c)).count();
        boolean abroad = number.startsWith("+") || number.startsWith("00") || number.startsWith("011");
        boolean american = abroad || digits == AMERICAN_DIGITS || digits == AMERICAN_DIGITS + 1;
        for (String region : regions) {
            boolean may = american || util.getCountryCodeForRegion(region) != AMERICA;
            if (may && isValid(number, region)) {
                return true;
            }
        }
        return false;
    }

    private boolean isValid(String number, String region) {
        try {
            return util.isValidNumber(util.parse(number, region));
        } catch (NumberParseException expected) {
            return false;
        }
    }
}
