package com.tallyhybrid.officekit;

/**
 * The one release of Duplicati that a kit is for: its options, programs and answers were read in its source, and they
 * change between releases. The installer refuses every other one.
 *
 * <p>Changing it later: work through "Another version of Duplicati" in {@code docs/office-scripts.md} first; a test holds
 * what the kit uses against the list that was read in this version.
 *
 * @param version of the programs, as Windows shows it
 * @param installer the file that its publisher offers for 64-bit Windows (Duplicati, ReleaseBuilder/Build/
 *     Command.CreatePackage.cs and Program.cs)
 */
record DuplicatiRelease(String version, String installer) {

    static final DuplicatiRelease TESTED = of("2.3.0.4", "stable", "2026-07-09");

    private static DuplicatiRelease of(String version, String channel, String day) {
        return new DuplicatiRelease(version, "duplicati-%s_%s_%s-win-x64-gui.msi".formatted(version, channel, day));
    }
}
