package org.baoxue.attendance.oneroster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Servers of OneRoster 1.2 from which the rosters of schools can be fetched, by a name of the operator's choice. */
@ConfigMapping(prefix = "baoxue.one-roster")
interface RosterServers {

    Map<String, Server> servers();

    interface Server {

        /** Of its rostering service: {@code https://sis.example/ims/oneroster/rostering/v1p2}. */
        URI url();

        /** Where a token is got with client credentials. */
        URI tokenUrl();

        String clientId();

        String clientSecret();

        @WithDefault("https://purl.imsglobal.org/spec/or/v1p2/scope/roster.readonly")
        String scope();

        /** The codes of the schools that are its own: it is believed of no other. */
        Set<String> schools();
    }
}
