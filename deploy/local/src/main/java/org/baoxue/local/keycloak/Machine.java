package org.baoxue.local.keycloak;

/** A machine client with a service account, its role and the organisation and place it acts for. */
public record Machine(String client, String secret, String role, String org, String place) {}
