package ai.gateway.guard;

import ai.gateway.judge.Objection;

/** What a guard has against something. */
record Objected(String guard, Objection objection) {}
