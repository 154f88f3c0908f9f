package cloudprovider

import (
	"context"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"
	"sigs.k8s.io/karpenter/pkg/controllers/node/health"
	"sigs.k8s.io/karpenter/pkg/operator/options"
)

func TestAContainerIsNotRebootedAndKarpenterIsToldSo(t *testing.T) {
	provider := New(nil, nil, "dev", nil)
	claim := &karpv1.NodeClaim{Status: karpv1.NodeClaimStatus{ProviderID: "kind://docker/dev/dev-executors-x"}}
	if err := provider.Reboot(context.Background(), claim, "once"); !cloudprovider.IsNodeRebootNotImplementedError(err) {
		t.Errorf("%v", err)
	}
	for _, policy := range provider.RepairPolicies() {
		if policy.Action != cloudprovider.ReplaceNode {
			t.Errorf("%s %s asks for %q", policy.ConditionType, policy.ConditionStatus, policy.Action)
		}
	}
}

func TestKarpenterTakesTheRepairPoliciesAndFindsASilentKubelet(t *testing.T) {
	ctx := options.ToContext(context.Background(), &options.Options{FeatureGates: options.FeatureGates{NodeRepair: true}})
	matcher, err := health.NewRepairPolicyMatcher(ctx, New(nil, nil, "dev", nil))
	if err != nil {
		t.Fatal(err)
	}
	for status, matches := range map[corev1.ConditionStatus]int{
		corev1.ConditionTrue: 0, corev1.ConditionFalse: 1, corev1.ConditionUnknown: 1,
	} {
		node := &corev1.Node{Status: corev1.NodeStatus{Conditions: []corev1.NodeCondition{{
			Type: corev1.NodeReady, Status: status, Reason: "NodeStatusUnknown", LastTransitionTime: metav1.NewTime(time.Now()),
		}}}}
		if found := matcher.Match(node); len(found) != matches {
			t.Errorf("Ready %s: %d policies", status, len(found))
		}
	}
}
