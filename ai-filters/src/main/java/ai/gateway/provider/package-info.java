/**
 * Who can be asked, and with which credential.
 *
 * <p>A {@link ai.gateway.provider.Provider} is data: where it is, which dialects it speaks there, how it wants to be
 * shown a key, which models it is known to serve. The built-in ones are written in {@code ai/gateway/providers.yml}, in
 * the schema in which users write their own under {@code ai.gateway.providers}; a new one is a paragraph there, not a
 * class here.
 *
 * <p>The {@link ai.gateway.provider.Catalogue} holds all of them together with the aliases and answers one question: to
 * which {@link ai.gateway.provider.Target} does a request for this model, in this dialect, go? It never changes; a
 * reload makes a new one. A provider that is known but lacks a key, a region or the like stays in the catalogue with its
 * {@linkplain ai.gateway.provider.Provider#obstacle() obstacle}, so that whoever asks for it is told what to set.
 *
 * <p>Where a provider speaks to some of its models in another way (Claude on Vertex, say), that is data too: a
 * {@link ai.gateway.provider.Deployment} says which models, in which dialect and where, and its
 * {@link ai.gateway.provider.Hosting} what the cloud wants different in paths and bodies.
 *
 * <p>Two doors for code: a {@link ai.gateway.provider.Signer} makes the credentials that are more than a fixed key (AWS
 * signatures, short-lived tokens), and a {@link ai.gateway.provider.ProviderSource} adds providers that no file names.
 *
 * <p>Nothing in this room knows Spring; binding and reloading live in {@code ai.gateway.autoconfigure}.
 */
@NullMarked
package ai.gateway.provider;

import org.jspecify.annotations.NullMarked;
