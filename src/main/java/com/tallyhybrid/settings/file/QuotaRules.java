package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.tallyhybrid.settings.file.AcceptedValues.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules about lists that are good entry by entry and too long for AWS together: otherwise the deploy would fail
 * after everything before it was made.
 *
 * <p>What is written around the lists is measured in the templates of the largest deployment, by LimitsTest.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM: character limits</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html">VPC: rules per security
 *     group</a>
 */
final class QuotaRules {

    /** In and out are counted apart. */
    private static final int MOST_FIREWALL_RULES = 60;

    /** IAM does not count whitespace. */
    private static final int POLICY_CHARACTERS = 6_144;

    private static final int AGENTS_POLICY_BESIDES = 1_050;
    private static final int TRUST_CHARACTERS = 2_048;
    private static final int BREAK_GLASS_TRUST_BESIDES = 220;

    /** A text in a list of JSON: two quotes and a comma. */
    private static final int AROUND_A_TEXT = 3;

    private final AcceptedValues values;
    private final List<Finding> findings = new ArrayList<>();

    private QuotaRules(AcceptedValues values) {
        this.values = values;
    }

    static List<Finding> check(AcceptedValues values) {
        var rules = new QuotaRules(values);
        rules.recoveryServerTakesEveryLan();
        rules.networksFitAgentsPolicy();
        rules.usersFitBreakGlassTrust();
        return rules.findings;
    }

    /**
     * The firewall of a recovery server has a rule for every LAN: in a recovery it is the server that everybody works
     * on. It exists where somebody may approve to start one.
     */
    private void recoveryServerTakesEveryLan() {
        boolean somebodyMayApprove = !values.all("/operations/approvers/*").isEmpty()
                || !values.all("/backup/breakGlassUsers/*").isEmpty();
        int lans = values.all("/network/offices/*/lanCidrs/*").size();
        if (somebodyMayApprove && lans > MOST_FIREWALL_RULES) {
            refuse(
                    "/network/offices",
                    "the offices have %s LANs together, and a recovery server is reached from each of them, but AWS allows"
                            + " its firewall %s rules; give larger networks that hold several LANs of an office",
                    lans,
                    MOST_FIREWALL_RULES);
        }
    }

    private void networksFitAgentsPolicy() {
        List<Value> networks = values.all("/backup/allowedSources/*");
        int left = POLICY_CHARACTERS - AGENTS_POLICY_BESIDES;
        if (length(networks) > left) {
            refuse(
                    "/backup/allowedSources",
                    "the %s networks take %s characters of the agents' policy, but AWS allows a policy %s, which leaves %s"
                            + " for them; give fewer networks, such as one larger network in place of its neighbours",
                    networks.size(),
                    length(networks),
                    POLICY_CHARACTERS,
                    left);
        }
    }

    private void usersFitBreakGlassTrust() {
        List<Value> users = values.all("/backup/breakGlassUsers/*");
        int left = TRUST_CHARACTERS - BREAK_GLASS_TRUST_BESIDES;
        if (length(users) > left) {
            refuse(
                    "/backup/breakGlassUsers",
                    "the ARNs of the %s users take %s characters of the role's trust, but AWS allows %s, which leaves %s for"
                            + " them; name fewer users, or users with shorter paths",
                    users.size(),
                    length(users),
                    TRUST_CHARACTERS,
                    left);
        }
    }

    private static int length(List<Value> texts) {
        return texts.stream()
                .mapToInt(text -> text.text().length() + AROUND_A_TEXT)
                .sum();
    }

    private void refuse(String at, String text, Object... values) {
        findings.add(new Finding(JsonPointer.compile(at), text.formatted(values)));
    }
}
