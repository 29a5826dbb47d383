package ai.gateway.app.console;

import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/** Debian's Chromium, driven by its driver. Nothing is downloaded: where it is not there, its tests are skipped. */
final class Chromium implements AutoCloseable {

    static final String MISSING =
            "no /usr/bin/chromium with /usr/bin/chromedriver (apt-get install chromium chromium-driver)";

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final ChromeDriver driver;
    private final String base;
    private final List<String> errors = new ArrayList<>();
    private final List<String> strangers = new ArrayList<>();

    /** @param profile a new folder for all that a browser keeps */
    Chromium(Path profile, int port) {
        this.base = "http://127.0.0.1:" + port;
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--window-size=1360,900",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        File executable = DRIVER.toFile();
        this.driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(executable)
                        .build(),
                options);
    }

    static boolean isThere() {
        return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    }

    /** From now on the page finds this token where it keeps it. */
    void signedInWith(String token) {
        driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "if (location.protocol !== 'about:') sessionStorage.setItem('ai-gateway-token', '" + token
                                + "')"));
    }

    /** @param page such as {@code requests}; loaded anew */
    void open(String page) {
        driver.get("about:blank");
        driver.get(base + "/console/#/" + page);
        await(() ->
                !all("main h1, main .notice h2").isEmpty() && all(".waiting").isEmpty());
    }

    void theme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    WebElement one(String css) {
        await(() -> !all(css).isEmpty());
        return all(css).get(0);
    }

    /** The button with these words on it, or the name that says them. */
    WebElement button(String words) {
        By named = By.xpath("//button[normalize-space()='" + words + "' or @aria-label='" + words + "']");
        await(() -> driver.findElements(named).stream().anyMatch(WebElement::isDisplayed));
        return driver.findElements(named).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow();
    }

    /** What a label belongs to. */
    WebElement field(String label) {
        By named = By.xpath("//label[normalize-space()='" + label + "']");
        await(() -> driver.findElements(named).stream().anyMatch(WebElement::isDisplayed));
        WebElement found = driver.findElements(named).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow();
        return driver.findElement(By.id(String.valueOf(found.getDomAttribute("for"))));
    }

    String main() {
        return driver.findElement(By.id("main")).getText();
    }

    void awaitText(String words) {
        await(() -> driver.findElement(By.tagName("body")).getText().contains(words));
    }

    void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(condition);
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    void tab() {
        press(Keys.TAB);
    }

    Object script(String script, Object... arguments) {
        return String.valueOf(driver.executeScript(script, arguments));
    }

    /** What the browser has complained of so far. */
    List<String> errors() {
        read();
        return errors;
    }

    /** Whom else the page has asked for anything so far. */
    List<String> strangers() {
        read();
        return strangers;
    }

    private void read() {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                errors.add(entry.getMessage());
            }
        }
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            String message = entry.getMessage();
            int at = message.indexOf("\"url\":\"");
            if (message.contains("\"Network.requestWillBeSent\"") && at >= 0) {
                String url = message.substring(at + 7, message.indexOf('"', at + 7));
                boolean goesOut = url.startsWith("http") || url.startsWith("ws");
                if (goesOut && !url.startsWith(base + "/")) {
                    strangers.add(url);
                }
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
