package org.baoxue.notification.text;

/** A message as it is read. */
public record Text(String subject, String body) {}
