package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"vpcanvas/server/store"
)

const (
	// tokenDir in the data folder holds one file per unspent token.
	tokenDir = "login"
	// tokenLife is how long a login URL may lie in a terminal's scrollback.
	tokenLife = 24 * time.Hour
	// tokenBytes of randomness: 192 bits.
	tokenBytes = 24
	// maxToken bounds what is looked at as a token or session secret.
	maxToken = 128
	// unfinished ends the name of a token's file while it is written.
	unfinished = ".new"
)

// Tokens are one-time logins. Each is a file in the data folder, named by the
// token's SHA-256 and holding its expiry. So whoever may write there can log in,
// while the server runs or before it does, and nobody else: no port, no secret
// between processes, and removing a file is atomic, so a token is spent once.
type Tokens struct {
	// Dir is the data folder.
	Dir string
	// Now is the clock; nil is the real one.
	Now func() time.Time
}

func (t Tokens) now() time.Time {
	if t.Now == nil {
		return time.Now()
	}
	return t.Now()
}

// Issue makes a token that is good for one login.
func (t Tokens) Issue() (string, error) {
	dir := filepath.Join(t.Dir, tokenDir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("cannot keep a login token: %w", err)
	}
	token := newSecret(tokenBytes)
	expires := strconv.FormatInt(t.now().Add(tokenLife).Unix(), 10)
	// Under another name first, so that a sweep never takes half of it for an old one.
	path := t.path(token)
	if err := os.WriteFile(path+unfinished, []byte(expires), 0o600); err != nil {
		return "", fmt.Errorf("cannot keep a login token: %w", err)
	}
	if err := os.Rename(path+unfinished, path); err != nil {
		return "", fmt.Errorf("cannot keep a login token: %w", err)
	}
	return token, nil
}

// Spend takes a token out of use. Of several who come with the same one, the one
// whose removal succeeds has it.
func (t Tokens) Spend(token string) error {
	if len(token) > maxToken {
		return ErrBadToken
	}
	path := t.path(token)
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return ErrBadToken
	}
	if err != nil {
		return err
	}
	if err := os.Remove(path); errors.Is(err, os.ErrNotExist) {
		return ErrBadToken
	} else if err != nil {
		return err
	}
	if t.expired(string(text)) {
		return ErrBadToken
	}
	return nil
}

// Sweep removes tokens that nobody came for.
func (t Tokens) Sweep() error {
	files, err := filepath.Glob(filepath.Join(t.Dir, tokenDir, "*"))
	if err != nil {
		return err
	}
	for _, path := range files {
		if strings.HasSuffix(path, unfinished) {
			continue
		}
		text, err := os.ReadFile(path)
		if err == nil && t.expired(string(text)) {
			err = os.Remove(path)
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

func (t Tokens) expired(text string) bool {
	at, err := strconv.ParseInt(text, 10, 64)
	return err != nil || t.now().Unix() >= at
}

func (t Tokens) path(token string) string {
	hash := hashOf(token)
	return filepath.Join(t.Dir, tokenDir, hex.EncodeToString(hash[:]))
}

func newSecret(bytes int) string {
	b := make([]byte, bytes)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// hashOf is enough for secrets of this length: there is nothing to guess at.
func hashOf(secret string) store.Hash { return sha256.Sum256([]byte(secret)) }
