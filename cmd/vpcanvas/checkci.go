package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"vpcanvas/engine/handbook"
	"vpcanvas/engine/rule"
	"vpcanvas/engine/verdict"
)

// This file prints a check for continuous integration: as SARIF 2.1.0, which code hosts show beside
// a change, and as JUnit XML, which every build server shows as tests.

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	Results []sarifResult `json:"results"`
}

type sarifDriver struct {
	Name  string      `json:"name"`
	Rules []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string    `json:"id"`
	ShortDescription sarifText `json:"shortDescription"`
	FullDescription  sarifText `json:"fullDescription"`
	Help             sarifHelp `json:"help"`
	Default          sarifConf `json:"defaultConfiguration"`
}

// sarifHelp is the rule's page of the handbook: a studio has no address that everybody can reach, so the
// page itself is told.
type sarifHelp struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown"`
}

type sarifConf struct {
	Level string `json:"level"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	Level        string             `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Fingerprints map[string]string  `json:"partialFingerprints"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		// Region is the whole file, which is one line; code hosts take no location without one.
		Region sarifRegion `json:"region"`
	} `json:"physicalLocation"`
	Logical []sarifLogical `json:"logicalLocations"`
}

type sarifRegion struct {
	StartLine int `json:"startLine"`
}

type sarifLogical struct {
	Name      string `json:"name"`
	Qualified string `json:"fullyQualifiedName"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Justification string `json:"justification"`
}

// The rules that flows break.
const (
	ruleFlowBroken  = "flow-does-not-hold"
	ruleFlowUnknown = "flow-unknown"
)

var sarifLevels = map[rule.Severity]string{rule.Error: "error", rule.Warning: "warning", rule.Info: "note"}

func checkSARIF(w io.Writer, r checkReport) error {
	run := sarifRun{Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "vpcanvas", Rules: []sarifRule{
		sarifRuleOf(ruleFlowBroken, "a flow must hold as the design expects it", "error"),
		sarifRuleOf(ruleFlowUnknown, "whether a flow holds depends on what the design does not say", "warning"),
	}}
	for _, page := range handbook.Rules() {
		rl := sarifRuleOf(page.Code, page.Doc.In(r.lang), sarifLevels[page.Severity])
		rl.Help.Markdown = page.Plain(r.lang)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, rl)
	}
	for _, id := range r.flows() {
		code, level := ruleFlowBroken, "error"
		switch r.a.Flows[id].Holds {
		case verdict.Yes:
			continue
		case verdict.Unknown:
			code, level = ruleFlowUnknown, "warning"
		}
		text := r.flowTitle(id) + ": " + strings.Join(r.flowReasons(id), " ")
		run.Results = append(run.Results, r.sarifResult(code, level, text, code+":"+id, id, r.flowTitle(id)))
	}
	for _, f := range r.a.Findings {
		result := r.sarifResult(f.Code, sarifLevels[f.Severity], f.Text.In(r.lang), f.Key, f.Element, r.d.NameOf(f.Element))
		if s := r.d.Suppressions[f.Suppression]; s != nil {
			result.Suppressions = []sarifSuppression{{Kind: "external", Justification: s.Reason}}
		}
		run.Results = append(run.Results, result)
	}
	return printJSON(w, sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

func sarifRuleOf(code, doc, level string) sarifRule {
	return sarifRule{code, sarifText{doc}, sarifText{doc}, sarifHelp{doc, doc}, sarifConf{level}}
}

func (r checkReport) sarifResult(code, level, text, key, element, name string) sarifResult {
	at := sarifLocation{Logical: []sarifLogical{{Name: name, Qualified: element}}}
	uri := url.URL{Path: filepath.ToSlash(filepath.Clean(r.file))}
	if r.file == "-" {
		uri.Path = "stdin"
	}
	at.Physical.Artifact.URI, at.Physical.Region.StartLine = uri.String(), 1
	return sarifResult{
		RuleID: code, Level: level, Message: sarifText{text}, Locations: []sarifLocation{at},
		Fingerprints: map[string]string{"vpcanvas/v1": key},
	}
}

type junitSuites struct {
	XMLName xml.Name     `xml:"testsuites"`
	Suites  []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string      `xml:"classname,attr"`
	Name    string      `xml:"name,attr"`
	Failure *junitFault `xml:"failure"`
	Error   *junitFault `xml:"error"`
	Out     string      `xml:"system-out,omitempty"`
}

type junitFault struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// checkJUnit makes a test of every flow and of every rule. An unknown flow is an error, not a
// failure; warnings stand in the output of a rule's test and fail nothing.
func checkJUnit(w io.Writer, r checkReport) error {
	flows, rules := junitSuite{Name: "flows"}, junitSuite{Name: "rules"}
	for _, id := range r.flows() {
		c := junitCase{Class: "vpcanvas.flows", Name: r.flowTitle(id)}
		fault := &junitFault{Message: string(r.a.Flows[id].Verdict), Text: strings.Join(r.flowReasons(id), "\n")}
		switch r.a.Flows[id].Holds {
		case verdict.No:
			c.Failure = fault
		case verdict.Unknown:
			c.Error = fault
		}
		flows.add(c)
	}
	for _, rl := range rule.All {
		c := junitCase{Class: "vpcanvas.rules", Name: rl.Code}
		var errs, others []string
		for _, f := range r.a.Findings {
			switch {
			case f.Code != rl.Code:
			case f.Severity == rule.Error && f.Suppression == "":
				errs = append(errs, f.Text.In(r.lang))
			default:
				others = append(others, f.Text.In(r.lang))
			}
		}
		if len(errs) > 0 {
			c.Failure = &junitFault{Message: fmt.Sprintf("%d findings", len(errs)), Text: strings.Join(errs, "\n")}
		}
		c.Out = strings.Join(others, "\n")
		rules.add(c)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(junitSuites{Suites: []junitSuite{flows, rules}}); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	if c.Failure != nil {
		s.Failures++
	}
	if c.Error != nil {
		s.Errors++
	}
	s.Cases = append(s.Cases, c)
}
