package com.tallyhybrid.handover;

/** Markup that a page takes as it is, because a renderer made it in which every text is escaped. */
record Markup(String html) {}
