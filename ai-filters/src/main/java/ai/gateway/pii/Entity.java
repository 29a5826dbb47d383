package ai.gateway.pii;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is recognised, by the names that configuration has for it. */
public enum Entity {
    EMAIL(Group.CONTACT, "email|e-mail|mail|address"),
    PHONE(Group.CONTACT, Said.PHONE),

    CREDIT_CARD(
            Group.FINANCE,
            "card|credit card|debit card|visa|mastercard|amex|american express|maestro|cc|pan|"
                    + "kreditkarte|carte|tarjeta|carta"),
    IBAN(Group.FINANCE, "iban|account|bank|konto|wire|transfer"),
    CRYPTO(Group.FINANCE, "wallet|bitcoin|btc|ethereum|eth|crypto|address"),
    US_ABA(Group.FINANCE, "aba|routing|routing number|rtn|transit"),
    US_BANK_ACCOUNT(
            Group.FINANCE,
            "bank account|account number|account no|account #|checking account|savings account|"
                    + "checking|acct|bank acct"),

    IP(Group.NETWORK, "ip|ipv4|ipv6|ip address|host|server|localhost|loopback|listen|gateway|dns|ping"),
    MAC(Group.NETWORK, "mac|mac address|ethernet|wifi|hardware address"),
    URL_CREDENTIALS(Group.NETWORK, "url|password|login"),

    DATE_OF_BIRTH(
            Group.PERSON,
            "born|birth|birthday|birthdate|date of birth|dob|d.o.b|geboren|geburtsdatum|"
                    + "geburtstag|né|née|naissance|nacimiento|nacido|nacida|nato|nata|nascita|nascimento|geboortedatum|"
                    + "születési|出生|生年月日|생년월일"),

    PASSPORT(
            Group.DOCUMENT,
            "passport|passport number|passports|passeport|reisepass|pass nr|passnummer|pasaporte|"
                    + "passaporto|passaporte|paspoort|여권|护照|護照|パスポート"),
    DRIVER_LICENSE(
            Group.DOCUMENT,
            "driver's license|drivers license|driver license|driving licence|driving license|"
                    + "driver's licence|drivers licence|driver’s license|license number|licence number|dl|dln|dl number|"
                    + "führerschein|fuehrerschein|führerscheinnummer|permis de conduire|patente|patente di guida|"
                    + "permiso de conducir|rijbewijs|운전면허|면허번호"),
    LICENSE_PLATE(
            Group.DOCUMENT,
            "license plate|licence plate|number plate|plate number|plate|registration number|"
                    + "vehicle registration|car reg|reg|vehicle|car|plaka|kennzeichen"),

    US_NPI(Group.HEALTH, "npi|national provider|provider id|provider"),
    US_MBI(Group.HEALTH, "mbi|medicare|beneficiary"),
    US_DEA(Group.HEALTH, "dea|medical license|prescriber|certificate"),
    DE_LANR(Group.HEALTH, "lanr|arztnummer|lebenslange arztnummer|vertragsarzt"),
    DE_HEALTH_INSURANCE(
            Group.HEALTH, "krankenversichertennummer|kvnr|versichertennummer|krankenkasse|krankenversicherung"),

    US_SSN(Group.NATIONAL_ID, "ssn|social security|social security number|socialsecurity|social security no|ssns"),
    US_ITIN(Group.NATIONAL_ID, "itin|individual taxpayer|taxpayer|tax id|tax number"),
    CA_SIN(Group.NATIONAL_ID, "sin|social insurance|social insurance number|nas|assurance sociale"),
    BR_CPF(Group.NATIONAL_ID, "cpf|cadastro de pessoas"),
    CL_RUT(Group.NATIONAL_ID, "rut|run|rol unico|rol único"),
    AR_CUIT(Group.NATIONAL_ID, "cuit|cuil"),
    MX_CURP(Group.NATIONAL_ID, "curp"),
    UK_NHS(Group.NATIONAL_ID, "nhs|nhs number|national health service|health services"),
    UK_NINO(Group.NATIONAL_ID, "nino|national insurance|ni number|insurance number"),
    IE_PPS(Group.NATIONAL_ID, "pps|ppsn|personal public service"),
    ES_NIF(Group.NATIONAL_ID, "nif|dni|documento nacional"),
    ES_NIE(Group.NATIONAL_ID, "nie|extranjero|extranjeros"),
    PT_NIF(Group.NATIONAL_ID, "nif|contribuinte|identificação fiscal"),
    FR_NIR(Group.NATIONAL_ID, "nir|insee|sécurité sociale|securite sociale|numéro de sécurité sociale"),
    IT_FISCAL_CODE(Group.NATIONAL_ID, "codice fiscale|fiscal code|cf"),
    NL_BSN(Group.NATIONAL_ID, "bsn|burgerservicenummer|sofinummer|sofi"),
    BE_NRN(Group.NATIONAL_ID, "rijksregisternummer|registre national|nrn|niss|insz|national register"),
    CH_AHV(Group.NATIONAL_ID, "ahv|avs|oasi|ahvn13"),
    DE_TAX_ID(
            Group.NATIONAL_ID,
            "steuer-id|steuerid|steuer-identifikationsnummer|steueridentifikationsnummer|idnr|"
                    + "steuerliche identifikationsnummer|tin|tax id"),
    DE_SOCIAL_SECURITY(Group.NATIONAL_ID, "sozialversicherungsnummer|sv-nummer|rentenversicherungsnummer|svnr|rvnr"),
    AT_SVNR(Group.NATIONAL_ID, "sozialversicherungsnummer|svnr|sv-nummer|versicherungsnummer"),
    FI_HETU(Group.NATIONAL_ID, "hetu|henkilötunnus|personal identity code|personbeteckning"),
    SE_PERSONNUMMER(Group.NATIONAL_ID, "personnummer|pnr|personal identity|samordningsnummer|swedish id"),
    NO_FNR(Group.NATIONAL_ID, "fødselsnummer|fnr|personnummer|fodselsnummer"),
    DK_CPR(Group.NATIONAL_ID, "cpr|cpr-nummer|personnummer|cpr-nr"),
    EE_ISIKUKOOD(Group.NATIONAL_ID, "isikukood|personal code|asmens kodas"),
    PL_PESEL(Group.NATIONAL_ID, "pesel"),
    CZ_RC(Group.NATIONAL_ID, "rodné číslo|rodne cislo|rč"),
    RO_CNP(Group.NATIONAL_ID, "cnp|cod numeric personal"),
    BG_EGN(Group.NATIONAL_ID, "egn|егн"),
    HR_OIB(Group.NATIONAL_ID, "oib"),
    TR_NATIONAL_ID(Group.NATIONAL_ID, "tckn|tc kimlik|kimlik|kimlik no|t.c. kimlik"),
    IN_AADHAAR(Group.NATIONAL_ID, "aadhaar|aadhar|uidai|आधार"),
    IN_PAN(Group.NATIONAL_ID, "pan|permanent account number|pan card|pan number"),
    IN_VOTER(Group.NATIONAL_ID, "voter|voter id|epic|elector|vote"),
    KR_RRN(Group.NATIONAL_ID, "rrn|resident registration|주민등록번호|주민번호"),
    KR_FRN(Group.NATIONAL_ID, "frn|foreigner registration|alien registration|외국인등록번호"),
    CN_ID(Group.NATIONAL_ID, "身份证|身份证号|身份证号码|resident identity|chinese id|identity card"),
    JP_MY_NUMBER(Group.NATIONAL_ID, "my number|マイナンバー|個人番号"),
    TW_ID(Group.NATIONAL_ID, "身分證|身分證字號|national id|taiwan id"),
    SG_NRIC(Group.NATIONAL_ID, "nric|fin|identity card"),
    MY_NRIC(Group.NATIONAL_ID, "nric|mykad|kad pengenalan|ic number"),
    TH_TNIN(Group.NATIONAL_ID, "thai id|thai national id|tnin|national id|เลขประจำตัวประชาชน|บัตรประชาชน"),
    PH_TIN(Group.NATIONAL_ID, "tin|bir|taxpayer identification|tax identification"),
    ZA_ID(Group.NATIONAL_ID, "south african id|id number|identity number|rsa id|sa id"),
    AE_EMIRATES_ID(Group.NATIONAL_ID, "emirates id|eid"),
    IL_ID(Group.NATIONAL_ID, "teudat zehut|תעודת זהות|israeli id|ת.ז"),
    AU_TFN(Group.NATIONAL_ID, "tfn|tax file|tax file number"),
    AU_MEDICARE(Group.NATIONAL_ID, "medicare"),

    AU_ABN(Group.BUSINESS_ID, "abn|australian business number"),
    AU_ACN(Group.BUSINESS_ID, "acn|australian company number"),
    BR_CNPJ(Group.BUSINESS_ID, "cnpj"),
    DE_VAT_ID(Group.BUSINESS_ID, "ust-idnr|ust-id|ustid|umsatzsteuer|vat|vat id|mwst"),
    IT_VAT(Group.BUSINESS_ID, "partita iva|piva|p.iva|iva|vat"),
    IN_GSTIN(Group.BUSINESS_ID, "gstin|gst"),
    KR_BRN(Group.BUSINESS_ID, "brn|business registration|사업자등록번호|사업자번호"),
    SE_ORGANISATIONSNUMMER(Group.BUSINESS_ID, "organisationsnummer|orgnr|org.nr|organisation number"),
    SG_UEN(Group.BUSINESS_ID, "uen|unique entity number");

    /** All entities, as one name. */
    public static final String ALL = "ALL";

    private final Group group;
    private final String context;

    Entity(Group group, String context) {
        this.group = group;
        this.context = context;
    }

    public Group group() {
        return group;
    }

    /** The entities of that name: one, those of a group, or {@code ALL}; in small letters or capitals. */
    public static Set<Entity> named(String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT);
        EnumSet<Entity> found = EnumSet.noneOf(Entity.class);
        for (Entity entity : values()) {
            if (wanted.equals(ALL) || wanted.equals(entity.name()) || wanted.equals(entity.group.name())) {
                found.add(entity);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("entity: " + name + " (expected: ALL, one of "
                    + Arrays.toString(Group.values()) + " or of " + Arrays.toString(values()) + ")");
        }
        return found;
    }

    /** Words that speak of it. */
    List<String> context() {
        return List.of(context.split("\\|", -1));
    }

    /** What is too long for the line of its entity. */
    private static final class Said {

        static final String PHONE = "phone|phones|telephone|tel|tel.|call|called|calling|mobile|mobil|cell|cellphone|"
                + "cell phone|phone number|contact|contact number|fax|text|texts|texting|message|messages|sms|whatsapp|"
                + "signal|dial|ring|reach|hotline|landline|office|extension|registered number|telefon|telefonnummer|"
                + "handy|handynummer|rufnummer|anrufen|téléphone|portable|appeler|teléfono|móvil|llamar|telefono|"
                + "cellulare|chiamare|telefone|celular|telefoon|bellen|puhelin|电话|手机|電話|携帯|전화";

        private Said() {}
    }
}
