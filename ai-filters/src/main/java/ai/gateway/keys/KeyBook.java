package ai.gateway.keys;

import ai.gateway.access.Amounts;
import ai.gateway.access.Digest;
import ai.gateway.access.KeyForm;
import ai.gateway.access.KeyForms;
import ai.gateway.access.KeyHash;
import ai.gateway.access.VirtualKey;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.quota.Allowance;

import java.util.List;
import java.util.Map;

/** By the settings in force. */
record KeyBook(SettingsHolder settings) implements KeyForms {

    @Override
    public VirtualKey read(KeyForm written) {
        return KeyReader.read(written, settings.current().catalogue());
    }

    @Override
    public List<Allowance> read(Amounts written) {
        return KeyReader.allowances("", written);
    }

    @Override
    public KeyHash hash() {
        return ring().hash();
    }

    @Override
    public Map<String, KeyForm> configured() {
        return ring().written().keys();
    }

    @Override
    public Map<String, Amounts> configuredOwners() {
        return ring().written().owners();
    }

    @Override
    public boolean isConfigured(Digest digest) {
        return !ring().keys().find(digest).isNothing();
    }

    private KeyRing ring() {
        return settings.current().part(KeyRing.class);
    }
}
