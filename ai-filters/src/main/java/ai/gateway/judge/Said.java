package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;

/** A text, and whose it is. */
public record Said(Role role, String text) {}
