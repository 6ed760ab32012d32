/** A real Keycloak with the local realm: roles, people, machine clients, tokens. */
@NullMarked
package org.baoxue.local.keycloak;

import org.jspecify.annotations.NullMarked;
