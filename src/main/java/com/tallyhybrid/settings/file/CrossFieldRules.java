package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.tallyhybrid.settings.DailyTime;
import com.tallyhybrid.settings.OrganizationalUnit;
import com.tallyhybrid.settings.Printable;
import com.tallyhybrid.settings.RetentionCalculator;
import com.tallyhybrid.settings.WeeklyTime;
import com.tallyhybrid.settings.file.AcceptedValues.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules that need more than one field, a method each. */
final class CrossFieldRules {

    /** What editors say too. */
    static final String FILE_SERVER_ALONE = "a file server needs network, which the file leaves out; give network with"
            + " vpcCidr and offices, or remove fileServer";

    private static final String LANS = "/network/offices/*/lanCidrs/*";
    private static final String SELF_MANAGED = "/fileServer/directory/selfManaged";
    private static final Pattern KEY_OF = Pattern.compile("(?<server>.+)-key[0-9]+(-secret(-name)?)?");
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int MINUTES_APART = 60;
    private static final int SMALLEST_HDD_GIB = 2000;
    private static final int MOST_FIREWALL_RULES = 60;

    private final AcceptedValues values;
    private final List<Finding> findings = new ArrayList<>();

    private CrossFieldRules(AcceptedValues values) {
        this.values = values;
    }

    static List<Finding> check(AcceptedValues values) {
        var rules = new CrossFieldRules(values);
        rules.duplicates();
        rules.namesTellApart("/network/offices/*/name");
        rules.namesTellApart("/backup/servers/*/name");
        rules.serversApartFromKeys();
        rules.vpcApartFromLans();
        rules.lansApart();
        rules.fileServerNeedsNetwork();
        rules.fileServerReachable();
        rules.firewallRulesFit();
        rules.inThisAccount(SELF_MANAGED + "/serviceAccountSecretArn", "secret");
        rules.inThisAccount("/backup/breakGlassUsers/*", "user");
        rules.inThisAccount("/operations/approvers/*", "user or role");
        rules.enoughApprovers();
        rules.unitInTheDomain();
        rules.retentionOutlastsLock();
        rules.storageFitsType();
        rules.hddFitsDeploymentType();
        rules.maintenanceApartFromBackup();
        rules.maintenanceApartFromVaultBackup();
        rules.findings.addAll(KeySerialRules.check(values));
        rules.findings.addAll(DataFolderRules.check(values));
        rules.findings.addAll(QuotaRules.check(values));
        return rules.findings;
    }

    private void duplicates() {
        noDuplicates("/alertEmails/*", "an address gets each alert once");
        noDuplicates("/network/offices/*/name", "each office needs a name of its own");
        noDuplicates("/network/offices/*/gatewayIp", "each office needs a public address of its own");
        noDuplicates(LANS, "routes to the two would be ambiguous");
        noDuplicates("/network/offices/*/tunnelInsideCidrs/*", "each tunnel needs a network of its own");
        noDuplicates("/backup/servers/*/name", "two servers under one name would overwrite each other's backups");
        noDuplicates("/backup/allowedSources/*", "once is enough");
        noDuplicates("/backup/breakGlassUsers/*", "once is enough");
        noDuplicates("/fileServer/clientCidrs/*", "once is enough");
        noDuplicates("/fileServer/adminCidrs/*", "once is enough");
        noDuplicates("/fileServer/aliases/*", "once is enough");
        noDuplicates(SELF_MANAGED + "/dnsIps/*", "once is enough");
        noDuplicates("/operations/approvers/*", "once is enough");
        oneOfEachName("/backup/breakGlassUsers/*");
        oneOfEachName("/operations/approvers/*");
    }

    /**
     * A user or role has its name once in an account, whatever its path and capitals, so one of two does not exist, and a
     * policy that names it is refused.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html">IAM: CreateUser, "Names are not
     *     distinguished by case"</a>
     */
    private void oneOfEachName(String pattern) {
        Map<String, Value> seen = new HashMap<>();
        for (Value value : values.all(pattern)) {
            String arn = value.text().toLowerCase(Locale.ROOT);
            String kind = arn.substring(arn.lastIndexOf(':') + 1).replaceFirst("/.*", "");
            Value first = seen.putIfAbsent(kind + arn.substring(arn.lastIndexOf('/')), value);
            if (first != null && !first.text().equalsIgnoreCase(value.text())) {
                refuse(
                        value.at(),
                        "'%s' has the name of '%s' on line %s, and an account has each name once, whatever stands before it;"
                                + " remove the one that does not exist",
                        Printable.text(value.text()),
                        Printable.text(first.text()),
                        first.line());
            }
        }
    }

    private void noDuplicates(String pattern, String why) {
        Map<String, Value> seen = new HashMap<>();
        for (Value value : values.all(pattern)) {
            Value first = seen.putIfAbsent(value.text().toLowerCase(Locale.ROOT), value);
            if (first != null) {
                refuse(
                        value.at(),
                        "'%s' stands %s already; %s. Remove or change one of the two",
                        Printable.text(value.text()),
                        first.line() == value.line() ? "on this line" : "on line " + first.line(),
                        why);
            }
        }
    }

    /** The ids that CloudFormation knows resources by hold no hyphen: pune-2 and pune2 would be one resource. */
    private void namesTellApart(String pattern) {
        Map<String, Value> seen = new HashMap<>();
        for (Value name : values.all(pattern)) {
            Value first = seen.putIfAbsent(name.text().replace("-", ""), name);
            if (first != null && !first.text().equals(name.text())) {
                refuse(
                        name.at(),
                        "'%s' and '%s' (line %s) differ in hyphens only, and ids in AWS hold none. Change one of the two",
                        name.text(),
                        first.text(),
                        first.line());
            }
        }
    }

    /** In the ids of AWS, the second key of pune and a server pune-key-2 would be one. */
    private void serversApartFromKeys() {
        List<Value> servers = values.all("/backup/servers/*/name");
        for (Value server : servers) {
            Matcher key = KEY_OF.matcher(ids(server.text()));
            servers.stream()
                    .filter(other -> key.matches() && key.group("server").equals(ids(other.text())))
                    .forEach(other -> refuse(
                            server.at(),
                            "'%s' is what a key of '%s' (line %s) is called in AWS. Change one of the two",
                            server.text(),
                            other.text(),
                            other.line()));
        }
    }

    /** Ids hold no hyphens, and start the next word with a capital: only before a digit a hyphen is lost. */
    private static String ids(String name) {
        return name.replaceAll("-(?=[0-9])", "");
    }

    private void vpcApartFromLans() {
        for (Value lan : values.all(LANS)) {
            values.one("/network/vpcCidr")
                    .filter(vpc -> vpc.cidr().overlaps(lan.cidr()))
                    .ifPresent(vpc -> refuse(
                            vpc.at(),
                            "%s overlaps the office LAN %s (line %s), so the office could not reach it; give a private"
                                    + " network apart from every office LAN",
                            vpc.text(),
                            lan.text(),
                            lan.line()));
        }
    }

    private void lansApart() {
        List<Value> lans = values.all(LANS);
        for (int later = 1; later < lans.size(); later++) {
            for (Value earlier : lans.subList(0, later)) {
                Value lan = lans.get(later);
                // Equal ones are told as duplicates.
                if (lan.cidr().overlaps(earlier.cidr()) && !lan.cidr().equals(earlier.cidr())) {
                    refuse(lan.at(), overlap(lan, earlier));
                }
            }
        }
    }

    private static String overlap(Value lan, Value earlier) {
        boolean sameOffice = lan.at().head().equals(earlier.at().head());
        String mend = sameOffice ? "keep the larger one only" : "renumber the LAN of one office";
        return "%s overlaps %s (line %s), so routes to the two would be ambiguous; %s"
                .formatted(lan.text(), earlier.text(), earlier.line(), mend);
    }

    private void fileServerNeedsNetwork() {
        if (values.has("fileServer") && !values.has("network")) {
            refuse(JsonPointer.compile("/fileServer"), FILE_SERVER_ALONE);
        }
    }

    private void fileServerReachable() {
        insideSomeLan("/fileServer/clientCidrs/*");
        insideSomeLan("/fileServer/adminCidrs/*");
        insideSomeLan(SELF_MANAGED + "/dnsIps/*");
        ofSomeComputer("/fileServer/clientCidrs/*");
        ofSomeComputer("/fileServer/adminCidrs/*");
        ofSomeComputer(SELF_MANAGED + "/dnsIps/*");
    }

    private void insideSomeLan(String pattern) {
        // A LAN that is refused itself may be the one that was meant.
        if (!values.has("network") || !values.complete(LANS)) {
            return;
        }
        List<Value> lans = values.all(LANS);
        String known = lans.stream().map(Value::text).collect(Collectors.joining(", "));
        values.all(pattern).stream()
                .filter(value -> lans.stream().noneMatch(lan -> lan.cidr().contains(value.cidr())))
                .forEach(value -> refuse(
                        value.at(),
                        "%s is in no office LAN, so the file server has no route to it; give one inside %s",
                        value.text(),
                        known));
    }

    /** The first and the last address of a network belong to no computer, where the network has room for more than two. */
    private void ofSomeComputer(String pattern) {
        List<Value> lans = values.all(LANS);
        for (Value value : values.all(pattern)) {
            lans.stream()
                    .filter(lan -> lan.cidr().isEdge(value.cidr()))
                    .findFirst()
                    .ifPresent(lan -> refuse(
                            value.at(),
                            "%s is the %s address of the office LAN %s (line %s), which no computer can have; give the"
                                    + " address of the computer itself",
                            value.text(),
                            lan.cidr().startsWith(value.cidr()) ? "first" : "last",
                            lan.text(),
                            lan.line()));
        }
    }

    /** One rule a network; the file server has one security group for life. */
    private void firewallRulesFit() {
        if (!values.has("fileServer")) {
            return;
        }
        List<Value> clients = values.all("/fileServer/clientCidrs/*");
        int rules = (clients.isEmpty() ? values.all(LANS) : clients).size()
                + values.all("/fileServer/adminCidrs/*").size();
        if (rules > MOST_FIREWALL_RULES) {
            refuse(
                    JsonPointer.compile("/fileServer"),
                    "%s networks may reach the file server, but AWS allows %s rules; give clientCidrs and adminCidrs of"
                            + " no more networks, such as larger ones",
                    rules,
                    MOST_FIREWALL_RULES);
        }
    }

    private void inThisAccount(String pattern, String what) {
        values.one("/account")
                .ifPresent(account -> values.all(pattern).forEach(arn -> {
                    String owner = arn.text().split(":", -1)[4];
                    if (!owner.equals(account.text())) {
                        refuse(
                                arn.at(),
                                "the %1$s is in account %2$s, but this deployment is for account %3$s (line %4$s); give a %1$s"
                                        + " of the same account",
                                what,
                                owner,
                                account.text(),
                                account.line());
                    }
                }));
    }

    private void enoughApprovers() {
        boolean named = values.has("operations")
                && !values.all("/operations/approvers/*").isEmpty();
        String pattern = named ? "/operations/approvers/*" : "/backup/breakGlassUsers/*";
        int approvers = values.all(pattern).size();
        values.one("/operations/approvalsNeeded")
                .filter(needed -> needed.number() > Math.max(1, approvers) && values.complete(pattern))
                .ifPresent(needed -> refuse(
                        needed.at(),
                        "%s people must approve, but %s; name as many users or roles in operations.approvers, better one more",
                        needed.number(),
                        approvers == 0 ? "none is named" : "only %s is named".formatted(approvers)));
    }

    private void unitInTheDomain() {
        both(SELF_MANAGED + "/domain", SELF_MANAGED + "/organizationalUnit", (domain, unit) -> {
            String named = OrganizationalUnit.domain(unit.text());
            if (!named.equalsIgnoreCase(domain.text())) {
                refuse(
                        unit.at(),
                        "the DC= parts of '%s' name the domain %s, but the file system joins %s (line %s); give a unit of"
                                + " that domain",
                        Printable.text(unit.text()),
                        Printable.text(named),
                        domain.text(),
                        domain.line());
            }
        });
    }

    private void retentionOutlastsLock() {
        both(
                "/backup/lockDays",
                "/backup/noncurrentDays",
                (lock, kept) -> RetentionCalculator.counterExample(lock.number(), kept.number())
                        .ifPresent(loss -> refuse(
                                kept.given() ? kept.at() : lock.at(),
                                "noncurrentDays %s (%s) is shorter than lockDays %s (%s): a volume uploaded on day 0 and"
                                        + " deleted with a stolen key on day %s is gone for good on day %s, %s later,"
                                        + " while the lock promises %s; give noncurrentDays of at least %s",
                                kept.number(),
                                kept.source(),
                                lock.number(),
                                lock.source(),
                                loss.deletedOn(),
                                loss.goneOn(),
                                loss.daysLater() == 1 ? "1 day" : loss.daysLater() + " days",
                                lock.number(),
                                lock.number())));
    }

    private void storageFitsType() {
        both("/fileServer/storageType", "/fileServer/storageGib", (type, storage) -> {
            if (type.text().equals("HDD") && storage.number() < SMALLEST_HDD_GIB) {
                refuse(
                        storage.at(),
                        "%s is too little for storageType HDD; give 2000 to 65536 GiB, or choose SSD",
                        storage.number());
            }
        });
    }

    private void hddFitsDeploymentType() {
        both("/fileServer/storageType", "/fileServer/deploymentType", (type, deployment) -> {
            if (type.text().equals("HDD") && deployment.text().equals("SINGLE_AZ_1")) {
                refuse(
                        type.at(),
                        "HDD is not sold with deploymentType SINGLE_AZ_1 (line %s); give SSD, or deploymentType"
                                + " MULTI_AZ_1 or SINGLE_AZ_2",
                        deployment.line());
            }
        });
    }

    private void maintenanceApartFromBackup() {
        both("/fileServer/maintenanceTime", "/fileServer/backupTime", (maintenance, backup) -> {
            int apart = minutesBetween(WeeklyTime.of(maintenance.text()).time(), DailyTime.of(backup.text()));
            if (apart < MINUTES_APART) {
                refuse(
                        maintenance.given() ? maintenance.at() : backup.at(),
                        "maintenanceTime '%s' (%s) and backupTime '%s' (%s) are only %s minutes apart in the day, so"
                                + " maintenance could break off a backup; give times at least %s minutes apart",
                        maintenance.text(),
                        maintenance.source(),
                        backup.text(),
                        backup.source(),
                        apart,
                        MINUTES_APART);
            }
        });
    }

    /** The vault's backup starts half a day after FSx's own. */
    private void maintenanceApartFromVaultBackup() {
        both("/fileServer/maintenanceTime", "/fileServer/backupTime", (maintenance, backup) -> {
            DailyTime vault = DailyTime.of(backup.text()).halfADayLater();
            int apart = minutesBetween(WeeklyTime.of(maintenance.text()).time(), vault);
            if (apart < MINUTES_APART) {
                refuse(
                        maintenance.given() ? maintenance.at() : backup.at(),
                        "maintenanceTime '%s' (%s) is only %s minutes apart in the day from %s %s, when the vault's"
                                + " backup starts, twelve hours after backupTime; give a time at least %s minutes apart",
                        maintenance.text(),
                        maintenance.source(),
                        apart,
                        vault.time(),
                        vault.zone(),
                        MINUTES_APART);
            }
        });
    }

    private static int minutesBetween(DailyTime one, DailyTime other) {
        int apart = Math.abs(one.utcMinuteOfDay() - other.utcMinuteOfDay());
        return Math.min(apart, MINUTES_A_DAY - apart);
    }

    private void both(String one, String other, BiConsumer<Value, Value> rule) {
        values.one(one).ifPresent(first -> values.one(other).ifPresent(second -> rule.accept(first, second)));
    }

    private void refuse(JsonPointer at, String text, Object... values) {
        findings.add(new Finding(at, text.formatted(values)));
    }
}
