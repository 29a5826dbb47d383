/**
 * Replicas of a gateway that share what they find out, by a Redis.
 *
 * <p>{@link ai.gateway.redis.RedisHealth} is the {@link ai.gateway.health.SharedHealth} of a gateway with a Redis. There is
 * one truth, a sorted set of findings by their ends ({@code HealthStore} and its two scripts), and a channel that says which
 * of them are new. All ends are by Redis's own clock, and what replicas read is what is left: their clocks do not matter, nor
 * does a message that comes late, twice or not at all, since everything is read again every few seconds.
 *
 * <p>What is found out waits in the {@code Outbox}, what was announced in the {@code News}; one round at a time goes to Redis
 * and takes care of both, off the event loops. While Redis is lost, rounds become rare, and nothing piles up.
 *
 * <p>{@link ai.gateway.redis.RedisQuotas} are the {@link ai.gateway.quota.Quotas} of a gateway with a Redis; what they are made
 * of is a {@code QuotaRoom}. {@code QuotaStore} is the four scripts: to reserve, to settle, to seed, to greet. {@code
 * QuotaContact} says whether anybody waits for Redis at all; {@code LocalShare} grants what this gateway may grant without it.
 * {@code QuotaOutbox} is what Redis has not confirmed, {@code OpenCalls} what it should be holding. {@code QuotaSync} tells a
 * Redis that has lost its memory what it knew. {@code QuotaKeeper} does all that is done in the background.
 *
 * <p>{@link ai.gateway.redis.RedisAnswerStore} is the {@link ai.gateway.recall.AnswerStore} of a gateway with a Redis and a
 * secret. {@code AnswerCodec} makes bytes of an answer, {@code AnswerSeal} closes them under what {@code AnswerSecret} makes of
 * the secret, {@code AnswerCommands} is what Redis is asked for. {@code AnswerPurges} knows what was purged, and {@code
 * AnswerContact} whether there are answers at all.
 *
 * <p>{@link ai.gateway.redis.RedisQuestions} are the {@link ai.gateway.semantic.Questions} of such a gateway: those in its own
 * memory, to which a {@code QuestionFeed} adds what others have put into the {@code QuestionStream}. {@code QuestionCodec} makes
 * bytes of a question; they are closed as answers are.
 */
@NullMarked
package ai.gateway.redis;

import org.jspecify.annotations.NullMarked;
