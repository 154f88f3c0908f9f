package join

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// Letters of a bootstrap token.
const letters = "0123456789abcdefghijklmnopqrstuvwxyz"

// newToken makes a token with which one node may ask for its certificate, and lets it expire: the cluster's own token
// cleaner removes it then, so that nothing here needs the right to read or delete a Secret.
//
// See https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens
func newToken(ctx context.Context, kube client.Client, node string, lifetime time.Duration) (string, error) {
	id, err := randomText(6)
	if err != nil {
		return "", err
	}
	secret, err := randomText(16)
	if err != nil {
		return "", err
	}
	err = kube.Create(ctx, &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{Namespace: metav1.NamespaceSystem, Name: "bootstrap-token-" + id},
		Type:       "bootstrap.kubernetes.io/token",
		StringData: map[string]string{
			"description":                    "for node " + node,
			"token-id":                       id,
			"token-secret":                   secret,
			"expiration":                     time.Now().Add(lifetime).UTC().Format(time.RFC3339),
			"usage-bootstrap-authentication": "true",
			// The group whose requests for a certificate kubeadm lets the cluster approve.
			"auth-extra-groups": "system:bootstrappers:kubeadm:default-node-token",
		},
	})
	if err != nil {
		return "", fmt.Errorf("making a token, %w", err)
	}
	return id + "." + secret, nil
}

func randomText(length int) (string, error) {
	text := make([]byte, length)
	for i := range text {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(letters))))
		if err != nil {
			return "", fmt.Errorf("making a token, %w", err)
		}
		text[i] = letters[n.Int64()]
	}
	return string(text), nil
}
