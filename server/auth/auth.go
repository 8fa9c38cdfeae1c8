// Package auth decides who asks and what they may do: one-time tokens, sessions,
// the hosts and origins that are ours, and one function for every permission.
package auth

import (
	"errors"
	"net/http"
)

// User is who asks. The zero User is nobody and may do nothing.
type User struct{ ID string }

// Owner is the one user of a server without accounts: whoever can read the data
// folder or was given a login URL.
var Owner = User{ID: "owner"}

// Action is something that a user may or may not do.
type Action string

// The actions. View covers exports and questions too: they tell nothing that the
// diagram does not show.
const (
	List   Action = "list"
	Create Action = "create"
	View   Action = "view"
	Edit   Action = "edit"
	// Delete hides a diagram, and takes that back.
	Delete Action = "delete"
)

// The refusals. Their sentences are for people.
var (
	// ErrNoSession: log in first.
	ErrNoSession = errors.New("not logged in: open the login URL that the server printed, or run vpcanvas url for a new one")
	// ErrBadToken does not say whether the token was wrong, spent or too old.
	ErrBadToken = errors.New("this login link is not valid any more: run vpcanvas url for a new one")
	// ErrHidden: not allowed, told like absent, so that ids cannot be probed.
	ErrHidden = errors.New("there is no such diagram, or it is not shared with you")
	// ErrOrigin: the request comes from another site's page.
	ErrOrigin = errors.New("this request comes from another site")
	// ErrHost: the browser was led here under another name, which is how DNS rebinding works.
	ErrHost = errors.New("this server does not go by that name")
)

// Status maps a refusal to HTTP; what is none of ours is a fault of the server.
func Status(err error) int {
	switch {
	case errors.Is(err, ErrNoSession), errors.Is(err, ErrBadToken):
		return http.StatusUnauthorized
	case errors.Is(err, ErrHidden):
		return http.StatusNotFound
	case errors.Is(err, ErrOrigin):
		return http.StatusForbidden
	case errors.Is(err, ErrHost):
		return http.StatusMisdirectedRequest
	}
	return http.StatusInternalServerError
}

// Authorise is the one place that says what a user may do with a diagram; diagram
// is "" for actions on none. Pages, websocket and exports all ask here.
func Authorise(u User, diagram string, a Action) error {
	if u == (User{}) {
		return ErrNoSession
	}
	switch a {
	case List, Create:
		if diagram == "" && u == Owner {
			return nil
		}
	case View, Edit, Delete:
		if diagram != "" && u == Owner {
			return nil
		}
	}
	return ErrHidden
}
