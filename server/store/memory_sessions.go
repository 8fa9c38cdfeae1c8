package store

import (
	"context"
	"time"
)

// SaveSession stores a new login.
func (m *Memory) SaveSession(_ context.Context, s Session) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.sessions[s.Hash]; ok {
		return ErrInvalid
	}
	s.Created, s.Seen = millis(s.Created), millis(s.Seen)
	m.sessions[s.Hash] = s
	return m.open()
}

// Session finds a login by the hash of its secret.
func (m *Memory) Session(_ context.Context, hash Hash) (Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.sessions[hash]
	if !ok {
		return Session{}, ErrNotFound
	}
	return s, m.open()
}

// TouchSession moves Seen forward.
func (m *Memory) TouchSession(_ context.Context, hash Hash, seen time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s, ok := m.sessions[hash]; ok && seen.After(s.Seen) {
		s.Seen = millis(seen)
		m.sessions[hash] = s
	}
	return m.open()
}

// DeleteSession ends a login.
func (m *Memory) DeleteSession(_ context.Context, hash Hash) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.sessions, hash)
	return m.open()
}

// DropSessions deletes logins that have run out.
func (m *Memory) DropSessions(_ context.Context, idle, absolute time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for hash, s := range m.sessions {
		if s.Seen.Before(idle) || s.Created.Before(absolute) {
			delete(m.sessions, hash)
		}
	}
	return m.open()
}
