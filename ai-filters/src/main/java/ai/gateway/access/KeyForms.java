package ai.gateway.access;

import ai.gateway.quota.Allowance;

import java.util.List;
import java.util.Map;

/** Reads what is written of keys, wherever that is, and knows what the configuration says of them. */
public interface KeyForms {

    /** @throws IllegalArgumentException that begins with the name of the member, as a configuration has it */
    VirtualKey read(KeyForm written);

    /** @throws IllegalArgumentException that begins with the name of the member, as a configuration has it */
    List<Allowance> read(Amounts written);

    /** By what keys are found now. */
    KeyHash hash();

    /** The keys that the configuration names, by their names. */
    Map<String, KeyForm> configured();

    /** The owners that the configuration names, by their paths. */
    Map<String, Amounts> configuredOwners();

    /** Whether a key of the configuration opens with it. */
    boolean isConfigured(Digest digest);
}
