/**
 * From the Environment to {@link ai.gateway.pipeline.Settings}, at the start and again whenever something changes.
 *
 * <p>One load goes like this ({@code SettingsLoader}): the application's property sources are laid over the built-in
 * {@code providers.yml}; every name under {@code ai.gateway} is held against the records that describe the configuration
 * ({@code KnownProperties}); the records are bound ({@code GatewayProperties}); each provider is put together
 * ({@code ProviderAssembler}). What is wrong ends the load with an {@code InvalidSettingsException} that names the
 * property, the value (secrets as {@code ***}) and what was expected.
 *
 * <p>{@code SettingsReloader} does it again when Spring Cloud says that the environment has changed or when
 * {@code FileWatch} sees another stamp on a configuration file. {@code ConfigFiles} reads those files anew, because the
 * Environment keeps what it read at the start. Valid settings replace the old ones in one step; invalid ones are logged
 * and change nothing. Routes are not ours: they stay with Spring Cloud Gateway's own refresh.
 *
 * <p>{@code ProviderAutoConfiguration} makes the one bean that the rest of the gateway asks for:
 * {@link ai.gateway.pipeline.SettingsHolder}.
 */
@NullMarked
package ai.gateway.autoconfigure;

import org.jspecify.annotations.NullMarked;
