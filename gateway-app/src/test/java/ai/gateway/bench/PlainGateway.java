package ai.gateway.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A gateway that somebody else built: what is on its class path decides whether it has our plug-ins. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class PlainGateway {

    public static void main(String[] args) {
        SpringApplication.run(PlainGateway.class, args);
    }
}
